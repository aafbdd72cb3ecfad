import { expect, test } from 'vitest';
import { fill } from '../../../adapters/render/templates.ts';

test.each([
  ['{% if paid %}yes{% else %}no{% endif %}', 'yes'],
  ['{% unless paid %}yes{% endunless %}', ''],
  ['{% case cents %}{% when 5 %}five{% endcase %}', 'five'],
  ['{% for one in many %}{{ one }},{% endfor %}', 'a,b,'],
])('a text can say %s', (text, said) => {
  expect(fill(text, { paid: true, cents: 5, many: ['a', 'b'] as never })).toBe(said);
});

test.each([
  ['{% assign name = 1 %}', 'tag "assign" not found'],
  ["{% include 'another' %}", 'tag "include" not found'],
  ["{{ 'now' | date: '%Y' }}", 'undefined filter: date'],
  ["{{ 'a' | upcase }}", 'undefined filter: upcase'],
])('what a bundle cannot say is refused on the laptop too: %s', (text, why) => {
  expect(() => fill(text, {})).toThrow(why);
});
