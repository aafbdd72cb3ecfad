import type { Line } from './blocks.ts';

/** A link or button target with its words. */
export interface Link {
  href: string;
  label: string;
  hint?: string;
}

interface FieldBase {
  name: string;
  label: string;
  hint?: string;
  /** What is wrong with what was typed. */
  error?: string;
}

export type Field =
  | (FieldBase & {
      kind: 'text';
      type: 'text' | 'date';
      value: string;
      /** Which keyboard a phone shows. */
      inputmode?: 'decimal' | 'numeric' | 'text';
      autocomplete?: string;
      min?: string;
      max?: string;
    })
  | (FieldBase & {
      kind: 'radios' | 'checks';
      options: { value: string; label: string; hint?: string; checked: boolean }[];
    })
  | (FieldBase & { kind: 'select'; options: { value: string; label: string; checked: boolean }[] });

export interface FormBlock {
  kind: 'form';
  action: string;
  hidden: { name: string; value: string }[];
  fields: Field[];
  /** One or more buttons: each sends its own name and value along. */
  buttons: { label: string; name?: string; value?: string }[];
}

/** A part of a page in words, free of layout: `templates/pages/page.liquid` lays it out. */
export type PageBlock =
  | { kind: 'text'; text: string; small?: boolean }
  | { kind: 'heading'; text: string }
  | {
      kind: 'notice';
      tone: 'good' | 'calm' | 'problem';
      title?: string;
      lines: string[];
      /** Fields to which a problem belongs. */
      links?: Link[];
    }
  | { kind: 'amount'; label: string; value: string }
  /** `title` is shown above and names the table. */
  | { kind: 'rows'; title: string; detail?: string; lines: Line[]; level: 2 | 3 }
  | { kind: 'links'; items: Link[] }
  | { kind: 'button'; href: string; label: string; quiet?: boolean }
  | { kind: 'terms'; items: { term: string; text: string }[] }
  /** An SVG that we made ourselves, and what it shows. */
  | { kind: 'code'; svg: string; alt: string }
  | FormBlock;

/** A whole page in words. */
export interface PageText {
  heading: string;
  blocks: PageBlock[];
  /** Where "back" leads; absent on the page itself. */
  back?: string;
  /** True when the visitor has to mend something: said in the title, which is read out first. */
  problem?: boolean;
}
