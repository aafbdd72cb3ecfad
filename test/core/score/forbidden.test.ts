import { describe, expect, it } from 'vitest';
import { catalogue } from '../../../core/score/catalogue.ts';
import { forbiddenBy } from '../../../core/score/forbidden.ts';

describe('columns that a score of people may not know', () => {
  it.each([
    ...['postcode', 'Post_Code', 'zip', 'ZIP code', 'PLZ', 'name', 'last name', 'achternaam', 'nationality'],
    ...[
      'SEX',
      'gender',
      'geslacht',
      'age',
      'AGE',
      'date_of_birth',
      'geboortedatum',
      'birthYear',
      'occupation',
    ],
    ...[
      'job',
      'income',
      'health',
      'comment',
      'notes',
      'Disputed',
      'disputes_open',
      'complaints',
      'objection',
    ],
    ...['debt_help', 'schuldhulp'],
  ])('%s', (name) => {
    expect(forbiddenBy(name)).toBeDefined();
  });

  it.each([
    'amount',
    'mean-lateness',
    'term',
    'invoiceNumber',
    'average',
    'usage',
    'stage',
    'days_late',
    'pages',
  ])('and %s is none of them', (name) => {
    expect(forbiddenBy(name)).toBeUndefined();
  });

  it('none is in the catalogue, whose features each say what they mean, whence and why they may be used', () => {
    for (const { name, meaning, source, reason } of catalogue) {
      expect(forbiddenBy(name), name).toBeUndefined();
      expect(Math.min(meaning.length, source.length, reason.length), name).toBeGreaterThan(5);
    }
    expect(new Set(catalogue.map(({ name }) => name)).size).toBe(catalogue.length);
  });
});
