import type { Warning } from '../../../domain/warnings.ts';
import type { Words } from '../en.ts';
import { pullCaution } from './pull.ts';

/** `fields` are the labels of the fields in question, or the names, joined. */
function caution(warning: Warning, fields: string): string {
  switch (warning.code) {
    case 'staging-short':
      return `Estuvo ${Math.max(0, Math.round(warning.hours))} h en preproducción; lo habitual son ${warning.minimum} h.`;
    case 'load-untested':
      return `Se espera un ${warning.increase} % más de tráfico, y no se hizo ninguna prueba de carga.`;
    case 'tests-failing':
      return `No pasa todo: ${fields}.`;
    case 'findings-open':
      return 'Algo de lo que se encontró no está resuelto.';
    case 'rollback-untested':
      return 'La vuelta atrás no se ha probado.';
    case 'data-rollback':
      return 'Volver atrás supone revertir datos.';
    case 'security-unreviewed':
      return 'La revisión de seguridad no está hecha.';
    case 'review-incomplete':
      return `Sin hacer: ${fields}.`;
    case 'capacity-short':
      return 'La infraestructura necesita antes más capacidad.';
    case 'not-benchmarked':
      return 'Esta mejora de rendimiento no se ha medido.';
    case 'customers-untold':
      return 'Los clientes lo notarán, y no se les avisa.';
    case 'users-untold':
      return 'Los usuarios lo notarán, y la página de estado no se actualiza.';
    case 'risks-unmitigated':
      return warning.mitigations === 0
        ? `Hay ${warning.risks} riesgos, y nada que los mitigue.`
        : `Hay ${warning.risks} riesgos, y solo ${warning.mitigations} respuestas a ellos.`;
    case 'criteria-loose':
      return `Más tarde de lo que actuaría la política: ${fields}.`;
    default:
      return pullCaution(warning, fields);
  }
}

const SEVERITIES = { critical: 'crítica', high: 'alta', medium: 'media', low: 'baja' };

export const judgement = {
  riskReasons: {
    'previous-failed': 'el despliegue anterior de este servicio se revirtió',
    'tests-failing': 'hay pruebas que fallan',
    'findings-open': 'algo de lo que se encontró no está resuelto',
    'rollback-untested': 'la vuelta atrás no se ha probado',
    'data-rollback': 'volver atrás supone revertir datos',
    'schema-change': 'cambia la base de datos',
    weekend: 'se hace en un día no laborable',
    'first-deployment': 'este servicio se despliega allí por primera vez',
    'low-confidence': 'el equipo está seguro a menos del 90 %',
    'infrastructure-change': 'cambia la infraestructura',
    'touches-security': 'afecta a la seguridad',
    'customers-notice': 'los clientes lo notarán',
    'more-traffic': 'se espera más tráfico',
    'rollback-slow': 'volver atrás lleva más de media hora',
    'out-of-hours': 'se hace fuera del horario laboral',
  },
  risk: {
    computed: (stated, computed) => `${stated} (calculado: ${computed.toLowerCase()})`,
    understated: 'Más riesgo del indicado: ',
    because: (reasons) => `${reasons}.`,
  },
  cautions: {
    heading: 'De qué se advierte a quienes aprueban',
    more: (n) => (n === 1 ? 'Hay una advertencia más en Todo.' : `Hay ${n} advertencias más en Todo.`),
  },
  caution,
  found: (count, severity) => `${count} ${SEVERITIES[severity]}${count === 1 ? '' : 's'}`,
} satisfies Partial<Words>;
