import type { ApprovalView } from './views/approval.ts';
import type { FormView } from './views/form.ts';
import type { RequestView } from './views/request.ts';

/** Which view each template takes: cards/<name>.json binds CardViews[<name>]. */
export interface CardViews {
  readonly approval: ApprovalView;
  readonly form: FormView;
  readonly request: RequestView;
}
