import QRCode from 'qrcode';
import { options } from './epc-qr.ts';

/** The code as a PNG image with the quiet zone the standard asks for; `pixels` is the size of one module. */
export function qrPng(payload: string, pixels = 6): Promise<Buffer> {
  return QRCode.toBuffer(payload, { ...options, margin: 4, scale: pixels });
}
