import type { Words } from '../en.ts';

/** The card that shows what an edit changed, and comments. */
export const editing = {
  edit: {
    summary: (request, revision) =>
      `${request} se editó: la revisión ${revision} muestra qué es distinto, y a quién se vuelve a preguntar`,
    overtaken: (request, revision) => `${request} se editó después otra vez; la revisión actual es la ${revision}.`,
    revision: (n) => `Revisión ${n}`,
    changed: 'Qué cambió',
    nothing: 'Nada de lo escrito es distinto.',
    more: (n) => `Cambiaron ${n} respuestas más; Todo las muestra como están ahora.`,
    votes: 'Qué supone para los votos hasta ahora',
    kept: 'sigue contando, porque no cambió nada de este rol.',
    askedAgain: 'se vuelve a preguntar, por lo que cambió.',
    reopened: 'ya no cuenta, por lo que cambió.',
    by: (name, at) => `Editada por ${name}, ${at}.`,
    none: (request) => `${request} no se ha editado.`,
  },
  comments: {
    heading: 'Comentarios',
    open: 'Comentar',
    label: '¿Qué quiere decir?',
    hint: 'Se guarda con la solicitud; se avisa a quien la pidió',
    send: 'Enviar el comentario',
    said: (name, what, text) => `${name} sobre ${what}: «${text}»`,
    earlier: (n) => (n === 1 ? 'Hay un comentario anterior en Todo.' : `Hay ${n} comentarios anteriores en Todo.`),
  },
} satisfies Partial<Words>;
