/**
 * Gives each claim at most one of the seats that it can take, and fills as many seats as possible, so that the order in
 * which people speak never decides whether everyone is heard (augmenting paths, Kuhn 1955). Where not all can be
 * filled, a lower seat is never left empty for a higher one.
 *
 * `canTake[c]` lists the seats (0 … seats − 1) that claim `c` can take. Gives, for each seat, the claim in it.
 */
export function match(seats: number, canTake: readonly (readonly number[])[]): readonly (number | undefined)[] {
  const claimIn: (number | undefined)[] = Array.from({ length: seats }, () => undefined);
  const seatOf = new Map<number, number>();
  const claimsFor = claimsBySeat(seats, canTake);

  const fill = (seat: number, tried: Set<number>): boolean => {
    for (const claim of claimsFor[seat] ?? []) {
      if (tried.has(claim)) continue;
      tried.add(claim);
      const held = seatOf.get(claim);
      if (held === undefined || fill(held, tried)) {
        claimIn[seat] = claim;
        seatOf.set(claim, seat);
        return true;
      }
    }
    return false;
  };

  for (let seat = 0; seat < seats; seat += 1) fill(seat, new Set());
  return claimIn;
}

function claimsBySeat(seats: number, canTake: readonly (readonly number[])[]): readonly (readonly number[])[] {
  const claims: number[][] = Array.from({ length: seats }, () => []);
  canTake.forEach((own, claim) => {
    for (const seat of own) claims[seat]?.push(claim);
  });
  return claims;
}
