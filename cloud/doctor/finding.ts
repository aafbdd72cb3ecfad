/** One thing that was looked at. */
export interface Finding {
  light: 'green' | 'yellow' | 'red';
  /** What was looked at, in a word or two. */
  about: string;
  says: string;
  /** What to do; always there when something is red. */
  todo?: string;
}

export const green = (about: string, says: string): Finding => ({ light: 'green', about, says });

/** Works, but somebody should know. */
export const yellow = (about: string, says: string, todo: string): Finding => ({
  light: 'yellow',
  about,
  says,
  todo,
});

/** Does not work, or may lose something. */
export const red = (about: string, says: string, todo: string): Finding => ({
  light: 'red',
  about,
  says,
  todo,
});
