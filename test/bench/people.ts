import type { PersonId } from '../../bot/domain/ids.ts';
import type { FakePerson } from '../support/fake-conversations.ts';
import { adele, alex, isaiah, megan, patti } from '../support/story.ts';

/** Who asks, in the demo policy. */
export const REQUESTER = alex.aadObjectId as PersonId;

/** Whom the demo policy asks about a database change: Tech Lead, DBA, CTO and DevOps Lead. */
export const VOTERS: readonly FakePerson[] = [isaiah, patti, megan, adele];
