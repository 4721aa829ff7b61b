import type { AlertView } from './views/alert.ts';
import type { ApprovalView } from './views/approval.ts';
import type { CheckView } from './views/check.ts';
import type { DetailsView } from './views/details.ts';
import type { DoctorView } from './views/doctor.ts';
import type { FormView } from './views/form.ts';
import type { FoundView } from './views/found.ts';
import type { HelpView, WelcomeView } from './views/guide.ts';
import type { IssueView } from './views/issue.ts';
import type { ListView } from './views/list.ts';
import type { LiveView } from './views/live.ts';
import type { NoteView } from './views/note.ts';
import type { ChooseRoleView, NoticeView } from './views/notice.ts';
import type { OwedView } from './views/owed.ts';
import type { ReadyView } from './views/ready.ts';
import type { RequestView } from './views/request.ts';
import type { RolledBackView } from './views/rolled-back.ts';
import type { RootView } from './views/root.ts';
import type { ScheduledView } from './views/scheduled.ts';
import type { SuccessView } from './views/success.ts';
import type { WhyView } from './views/why.ts';

/** Which view each template takes: cards/<name>.json binds CardViews[<name>]. */
export interface CardViews {
  readonly alert: AlertView;
  readonly approval: ApprovalView;
  readonly check: CheckView;
  readonly 'choose-role': ChooseRoleView;
  readonly details: DetailsView;
  readonly doctor: DoctorView;
  readonly form: FormView;
  readonly found: FoundView;
  readonly help: HelpView;
  readonly issue: IssueView;
  readonly list: ListView;
  readonly live: LiveView;
  readonly note: NoteView;
  readonly notice: NoticeView;
  readonly owed: OwedView;
  readonly ready: ReadyView;
  readonly request: RequestView;
  readonly 'rolled-back': RolledBackView;
  readonly root: RootView;
  readonly scheduled: ScheduledView;
  readonly success: SuccessView;
  readonly welcome: WelcomeView;
  readonly why: WhyView;
}
