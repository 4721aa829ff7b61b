import assert from 'node:assert/strict';
import { alex, megan, patti, stories, textOf, type Story } from '../support/story.ts';
import type { FakePerson } from '../support/fake-teams.ts';

const inSpanish: FakePerson = { ...alex, locale: 'es-ES' };

stories('the language of a person', (begin) => {
  const answerTo = async (story: Story, text: string, locale: string): Promise<string> => {
    const [answer] = await story.says({ ...alex, locale }, text);
    return textOf(answer?.card);
  };

  it('is what their client is set to when they ask', async () => {
    const story = await begin();
    assert.match(await answerTo(story, '/help', 'es-ES'), /Qué hace Signoff/);
    assert.match(await answerTo(story, '/help', 'en-US'), /What Signoff does/);
    for (const unknown of ['tlh', '../es', 'es; drop table person', 'x'.repeat(5_000)]) {
      assert.match(await answerTo(story, '/help', unknown), /What Signoff does/);
    }
  });

  it("is that of their own cards while they say nothing; cards for everybody are in the policy's", async () => {
    const story = await begin();
    await story.says(inSpanish, '/status');
    const id = await story.submits(alex);
    const own = () => textOf(story.card(story.teams.personal(alex), new RegExp(`${id}[^]*(Faltan|Cambios pedidos)`)).card);
    const shared = () => story.card(story.approvals, new RegExp(id));

    assert.match(own(), /Ventana/);
    assert.match(textOf(shared().card), /Window[^]*Review and approve/);

    await story.restart();
    await story.taps(patti, shared(), 'request/vote', {
      with: { choice: 'request-changes' },
      inputs: { 'request-changes-comment': 'Split the backfill.' },
    });
    await story.settle();
    assert.match(own(), /Cambios pedidos[^]*Split the backfill/);
    assert.match(textOf(shared().card), /Changes requested/);
  });

  it('is Spanish for everybody where the policy says so', async () => {
    const story = await begin({ policy: (demo) => ({ ...demo, time: { ...demo.time, locale: 'es-ES' } }) });
    const [answer] = await story.says(megan, '/pending');
    assert.match(textOf(answer?.card), /Nada espera una aprobación/);
  });

  it('is that of the sentence for what cannot be done, too', async () => {
    const { teams, url } = await begin();
    const asked = { by: inSpanish, in: teams.personal(alex), name: 'task/nothing', value: {} };
    assert.match((await teams.post(`${url}/api/messages`, teams.invoke(asked))).text, /Signoff no sabe hacer eso/);
  });
});
