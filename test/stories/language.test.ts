import assert from 'node:assert/strict';
import { alex, megan, stories, textOf } from '../support/story.ts';

stories('the language of a person', (begin) => {
  it("is what their client is set to: answers come in it, and cards for everybody in the policy's", async () => {
    const story = await begin();
    const says = async (text: string, locale: string) => {
      const before = story.teams.messagesIn(story.teams.personal(alex)).length;
      const activity = { ...story.teams.message({ by: alex, in: story.teams.personal(alex), text }), locale };
      await story.teams.post(`${story.url}/api/messages`, activity);
      return textOf(story.teams.messagesIn(story.teams.personal(alex))[before]?.card);
    };
    assert.match(await says('/help', 'es-ES'), /Qué hace Signoff/);
    assert.match(await says('/help', 'en-US'), /What Signoff does/);
    assert.match(await says('/help', 'tlh'), /What Signoff does/);

    const id = await story.submits(alex);
    assert.match(textOf(story.card(story.approvals, new RegExp(id)).card), /Window/);
  });

  it('is Spanish for everybody where the policy says so', async () => {
    const story = await begin({ policy: (demo) => ({ ...demo, time: { ...demo.time, locale: 'es-ES' } }) });
    const [answer] = await story.says(megan, '/pending');
    assert.match(textOf(answer?.card), /Nada espera una aprobación/);
  });
});
