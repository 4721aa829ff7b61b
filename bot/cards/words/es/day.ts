export const rollCall = {
  title: 'Pase de lista',
  starts: (at: string) => `Empieza ${at}. Quien participe lo dice aquí; el inicio espera por ello.`,
  missing: (n: number) => (n === 1 ? 'Falta 1 persona' : `Faltan ${String(n)} personas`),
  over: 'Este pase de lista ha terminado.',
};
