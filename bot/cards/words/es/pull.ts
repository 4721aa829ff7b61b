import type { PullWarning } from '../../../domain/pull-warnings.ts';
import type { Words } from '../en.ts';

/** The pull request behind a request. */
export const pull = {
  read: (commits, authors, checks) =>
    `Se leyó la pull request: ${commits}, de ${authors}. Los autores conocidos aquí no pueden aprobarla. ${checks}`,
  unread: {
    hidden: 'No se pudo leer la pull request: es privada, o no está. Rellene lo que habría dicho.',
    unreachable: 'No se pudo leer la pull request: su servidor no respondió a tiempo. Rellene lo que habría dicho.',
  },
  commits: (n) => (n === 1 ? 'un commit' : `${n} commits`),
  stranger: (login) => `${login} (no se conoce aquí)`,
  checks: (passed, failed, running) =>
    [
      passed === 1 ? '1 correcta' : `${passed} correctas`,
      ...(failed > 0 ? [failed === 1 ? '1 fallida' : `${failed} fallidas`] : []),
      ...(running > 0 ? [`${running} aún en curso`] : []),
    ].join(', '),
  checksSentence: (counts) => `Comprobaciones: ${counts}.`,
  noChecks: 'No tiene comprobaciones.',
  checksHidden: 'No está permitido leer sus comprobaciones.',
  labels: { commits: 'Commits', authors: 'Escrito por', approvers: 'Aprobada allí por', checks: 'Comprobaciones' },
  states: { draft: 'borrador', open: 'abierta', merged: 'fusionada', closed: 'cerrada sin fusionar' },
  upTo: (commits, head, state) => `${commits}, hasta ${head}, ${state}`,
} satisfies Words['pull'];

/** `names` are joined already. */
export function pullCaution(warning: PullWarning, names: string): string {
  switch (warning.code) {
    case 'pull-closed':
      return 'La pull request se cerró sin fusionar.';
    case 'pull-draft':
      return 'La pull request aún es un borrador.';
    case 'commit-not-head':
      return `El commit no es el más nuevo de la pull request, que es ${warning.head}.`;
    case 'changes-wanted':
      return `Alguien que revisó la pull request pide cambios: ${names}.`;
    case 'checks-failing':
      return `Hay comprobaciones de la pull request que fallan: ${names}.`;
    case 'checks-running':
      return `Hay comprobaciones de la pull request aún en curso: ${names}.`;
    case 'checks-missing':
      return 'La pull request no tiene comprobaciones.';
    case 'checks-unreadable':
      return 'No está permitido leer las comprobaciones de la pull request.';
    case 'authors-unknown':
      return `Aquí nadie sabe quiénes son estos autores, así que nada les impide aprobar: ${names}.`;
  }
}
