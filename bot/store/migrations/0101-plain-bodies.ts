export const plainBodies: readonly string[] = [
  // A request is read and written whole and no query looks inside: as `json` it is kept as it was sent, and what does not
  // fit beside the other columns is cut up without being compressed (a sixth of the time of a vote on PGlite).
  `alter table request alter column body type json using body::json`,
  `alter table request alter column body set storage external`,
];
