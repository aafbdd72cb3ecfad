/** The package without what it needs for PNG images and terminals. */
declare module 'qrcode/lib/browser.js' {
  import type QRCode from 'qrcode';

  const browser: Pick<typeof QRCode, 'create' | 'toString'>;
  export default browser;
}
