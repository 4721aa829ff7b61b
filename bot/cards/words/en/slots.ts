/** Words of other starts, where one was turned down. */
export const slots = {
  free: 'Free starts instead',
  /** Where no start was typed yet. */
  next: 'Next free starts',
  move: (at: string) => `Move to ${at}`,
  planned: (request: string, at: string) => `${request} is planned for ${at}.`,
  others: 'Take one of these starts, or type /deploy move with the number, a day and a time.',
  none: 'No other start is free in the weeks to come.',
  moved: (request: string, at: string) => `${request} is moved to ${at}.`,
  askedAgain: (roles: string) => `Asked again: ${roles}.`,
  askedNobody: 'Every approval still counts.',
  when: 'Say when in words such as tomorrow 09:00, thu 10:30 or 2026-11-26 09:00.',
};
