/**
 * What our texts may use of Liquid. The rest is taken out, so that a text that needs more is refused on the laptop
 * already: the page would otherwise carry it to everybody who waits for it.
 */
export const liquidWords = {
  tags: ['if', 'unless', 'case', 'for'],
  filters: ['escape', 'raw'],
};
