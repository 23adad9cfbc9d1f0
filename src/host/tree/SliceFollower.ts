/**
 * Lets the tree follow the slice that the active viewer shows: once for each slice, since the user scrolls the tree too
 * and it changes all the time while folders are read. A slice that the tree does not have yet, or that could not be
 * shown because the tree was just drawn anew, is tried again.
 */
export class SliceFollower {
  private shown: string | undefined;

  /** `show` selects the slice of a key in the tree and says whether it is there. */
  constructor(
    private readonly show: (sliceKey: string) => Promise<boolean>,
    private readonly onFailure: (error: unknown) => void,
  ) {}

  /** Shows a slice unless it was the last one shown; undefined: no viewer is active. Never rejects. */
  async follow(sliceKey: string | undefined): Promise<void> {
    if (sliceKey === undefined || sliceKey === this.shown) return;
    try {
      if (await this.show(sliceKey)) this.shown = sliceKey;
    } catch (error) {
      this.onFailure(error);
    }
  }
}
