import { describe, expect, it } from 'vitest';
import { SliceFollower } from '../../../src/host/tree/SliceFollower';

/** A tree that notes what it is asked to show. */
function followed() {
  const shown: string[] = [];
  const failures: unknown[] = [];
  const tree = { has: true, fails: false };
  const follower = new SliceFollower(
    async (key) => {
      if (tree.fails) throw new Error('drawn anew');
      if (tree.has) shown.push(key);
      return tree.has;
    },
    (error) => failures.push(error),
  );
  return { follower, shown, failures, tree };
}

describe('SliceFollower', () => {
  it('shows a slice once, however often the tree changes meanwhile', async () => {
    const { follower, shown } = followed();
    for (const key of ['a', 'a', undefined, 'a', 'b', 'b', 'a']) await follower.follow(key);
    expect(shown).toEqual(['a', 'b', 'a']);
  });

  it('tries again where the slice was not in the tree yet', async () => {
    const { follower, shown, tree } = followed();
    tree.has = false;
    await follower.follow('a');
    tree.has = true;
    await follower.follow('a');
    expect(shown).toEqual(['a']);
  });

  it('hands failures over without rejecting, and tries again', async () => {
    const { follower, shown, failures, tree } = followed();
    tree.fails = true;
    await follower.follow('a');
    expect(failures).toEqual([new Error('drawn anew')]);
    tree.fails = false;
    await follower.follow('a');
    expect(shown).toEqual(['a']);
  });
});
