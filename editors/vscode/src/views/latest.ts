// Of several questions under way, the answer to the last one is the one that is shown.

export class Latest {
  private asked = 0;

  /** Another question. Tells, when its answer has come, whether it is still the last one. */
  next(): () => boolean {
    this.asked += 1;
    const question = this.asked;
    return () => question === this.asked;
  }
}
