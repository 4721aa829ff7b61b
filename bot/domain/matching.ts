/**
 * Gives each claim at most one of the seats that it can take, and as many seats as possible a claim, so that the
 * order in which people speak never decides whether everyone is heard (augmenting paths, Kuhn 1955).
 *
 * `canTake[c]` lists the seats (0 … seats − 1) that claim `c` can take. Gives, for each seat, the claim in it.
 */
export function match(seats: number, canTake: readonly (readonly number[])[]): readonly (number | undefined)[] {
  const claimIn: (number | undefined)[] = Array.from({ length: seats }, () => undefined);

  const seatFor = (claim: number, tried: Set<number>): boolean => {
    for (const seat of canTake[claim] ?? []) {
      if (tried.has(seat)) continue;
      tried.add(seat);
      const holder = claimIn[seat];
      if (holder === undefined || seatFor(holder, tried)) {
        claimIn[seat] = claim;
        return true;
      }
    }
    return false;
  };

  canTake.forEach((_, claim) => seatFor(claim, new Set()));
  return claimIn;
}
