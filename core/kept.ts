/** A map that forgets what was put in first when it is full. */
export class Kept<Value> extends Map<string, Value> {
  readonly #most: number;

  constructor(most: number) {
    super();
    this.#most = most;
  }

  override set(key: string, value: Value): this {
    if (this.size >= this.#most && !this.has(key)) this.delete(this.keys().next().value ?? '');
    return super.set(key, value);
  }
}
