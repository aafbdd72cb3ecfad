import * as Plot from '@observablehq/plot';
import { parseHTML } from 'linkedom';

const { document } = parseHTML('<!doctype html><html><body></body></html>');

/** A plot as an SVG file of its own. @param label what somebody hears who does not see it */
export function picture(label: string, options: Plot.PlotOptions): string {
  const plot = Plot.plot({
    document,
    style: { background: 'white', color: '#222', fontSize: '12px' },
    ...options,
  } as Plot.PlotOptions);
  // Plot brings a stylesheet along for pages; a picture by itself needs none.
  plot.querySelector('style')?.remove();
  plot.setAttribute('xmlns', 'http://www.w3.org/2000/svg');
  plot.setAttribute('role', 'img');
  plot.setAttribute('aria-label', label);
  return plot.outerHTML;
}
