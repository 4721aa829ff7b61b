import assert from 'node:assert/strict';
import { parsePersonId } from '../../bot/domain/ids.ts';
import type { FakeMessage, FakePerson } from '../support/fake-teams.ts';
import { adele, alex, ANSWERS, buttonsOf, megan, stories, textOf, type Story } from '../support/story.ts';

const last = (messages: readonly FakeMessage[]): FakeMessage => messages.at(-1) ?? assert.fail('no answer');

/** As Teams describes a file that is sent to a bot; the second address opens it to anybody and must be kept by nobody. */
const file = (name: unknown, contentUrl: unknown = `https://contoso-my.sharepoint.com/Teams Chat Files/${String(name)}`) => ({
  contentType: 'application/vnd.microsoft.teams.file.download.info',
  name,
  contentUrl,
  content: { downloadUrl: 'https://contoso-my.sharepoint.com/download.aspx?tempauth=secret', uniqueId: 'u', fileType: 'pdf' },
});

stories('evidence', (begin) => {
  let story: Story;
  beforeEach(async () => {
    story = await begin();
  });

  const sends = async (by: FakePerson, text: string, ...attachments: readonly object[]): Promise<string> => {
    const place = story.teams.personal(by);
    const before = story.teams.messagesIn(place).length;
    const activity = story.teams.message({ by, in: place, text, attachments });
    assert.equal((await story.teams.post(`${story.url}/api/messages`, activity)).status, 200);
    const answers = story.teams.messagesIn(place).slice(before);
    return answers.map((message) => message.text + textOf(message.card)).join('\n');
  };
  const draft = async () =>
    (await story.store.drafts.ofOwner(parsePersonId(alex.aadObjectId) ?? assert.fail())) ?? assert.fail();

  const testingPage = async (form: FakeMessage): Promise<FakeMessage> => {
    let page = form;
    for (const [section, inputs] of Object.entries(ANSWERS)) {
      if (section === 'testing') break;
      page = (await story.taps(alex, page, 'draft/save', { with: { go: 'next', section }, inputs })).message;
    }
    return page;
  };

  it('is sent to a draft while its form stands open, and nothing that was typed there is lost', async () => {
    assert.match(await sends(alex, '', file('report.pdf')), /no request in the making[^]*\/deploy/);
    const form = last(await story.says(alex, '/deploy'));
    assert.match(await sends(alex, 'here is the load test', file('load test.pdf')), /Kept with your draft: load test\.pdf/);
    const page = await story.fills(alex, form, {
      testing: { ...ANSWERS['testing'], evidence: 'https://reports.contoso.example/scan Scan' },
    });
    assert.match(textOf(page.card), /Evidence\n•\nScan\n {2}\nreports\.contoso\.example/);
    assert.doesNotMatch(textOf(page.card), /load test\.pdf/, 'it stood on the page on which it was taken out');

    assert.match(
      await sends(alex, '', file('a.PNG'), file('load test.pdf')),
      /Kept with your draft: a\.PNG and load test\.pdf/,
    );
    const submitted = await story.taps(alex, page, 'draft/save', { with: { go: 'submit' } });
    const id = /DEP-\d+/.exec(textOf(submitted.message.card))?.[0] ?? assert.fail(textOf(submitted.message.card));
    const everything = last(await story.says(megan, `/deploy show ${id}`));
    assert.match(textOf(everything.card), /a\.PNG\n {2}PNG {2}\ncontoso-my\.sharepoint\.com\n[^]*load test\.pdf\n {2}PDF/);
    const json = JSON.stringify(everything.card);
    assert.match(json, /"url":"https:\/\/contoso-my\.sharepoint\.com\/Teams%20Chat%20Files\/load%20test\.pdf"/);
    assert.doesNotMatch(json + JSON.stringify(await story.store.requests.list({})), /tempauth/);
  });

  it('that comes while its page is being filled in stays besides what is typed there', async () => {
    const page = await testingPage(last(await story.says(alex, '/deploy')));
    await sends(alex, '', file('report.pdf'));
    const inputs = { ...ANSWERS['testing'], evidence: 'https://reports.contoso.example/scan Scan' };
    await story.taps(alex, page, 'draft/save', { with: { go: 'next' }, inputs });
    assert.deepEqual(
      (await draft()).answers.evidence?.split('\n').map((line) => line.split(' ')[0]),
      ['Scan', 'report.pdf'],
    );
    assert.equal((await draft()).answers.unitCoverage, '91');
  });

  it('comes to a request afterwards, from anybody, with their name; the same once', async () => {
    const id = await story.submits(alex);
    assert.match(await sends(adele, `attach ${id}`, file('after.pdf')), new RegExp(`Kept with ${id}: after\\.pdf`));
    await sends(adele, id.toLowerCase(), file('after.pdf'));
    assert.match(await sends(alex, `/deploy attach ${id} Dashboard https://grafana.contoso.example/d/1`), /Kept with/);
    const text = textOf(last(await story.says(megan, `/deploy show ${id}`)).card);
    assert.match(text, /Evidence\nafter\.pdf\n {2}PDF {2}\n[^\n]*\n {2}Adele Vance, 23 Nov[^]*Dashboard\n[^]*Alex Wilber/);
    assert.equal(text.match(/after\.pdf/g)?.length, 1);
    assert.match(await sends(adele, 'DEP-4711', file('after.pdf')), /no such request/);
  });

  it('shows in the difference between two revisions', async () => {
    const id = await story.submits(alex);
    const form = last(await story.says(alex, `/deploy edit ${id}`));
    await sends(alex, '', file('late.pdf'));
    const page = await story.fills(alex, form);
    await story.taps(alex, page, 'draft/save', { with: { go: 'submit' } });
    assert.match(textOf(last(await story.says(megan, `/deploy changes ${id}`)).card), /Evidence\nlate\.pdf https:/);
  });

  it('is refused with a sentence when its name or its link could deceive, and nothing else is done', async () => {
    const form = last(await story.says(alex, '/deploy payments 2.4.1'));
    const bad: readonly object[] = [
      file('invoice\u202Efdp.exe'),
      file('two\nlines.pdf'),
      file('see https://evil.example'),
      file('x'.repeat(101)),
      file('half \ud800'),
      file('plain.pdf', 'http://contoso.example/plain.pdf'),
      file('plain.pdf', 'javascript:alert(1)'),
      file('plain.pdf', 'https://contoso.example@evil.example/plain.pdf'),
      file('plain.pdf', 'https://evil.example/"><script>'),
      file('plain.pdf', `https://contoso.example/${'x'.repeat(40_000)}`),
      file('plain.pdf', { href: 1 }),
      { contentType: 'image/png', contentUrl: 'https://smba.trafficmanager.net/amer/v3/attachments/1/views/original' },
    ];
    for (const one of bad) {
      assert.match(
        await sends(alex, '', file('good.pdf'), one),
        /Only files with a plain name/,
        JSON.stringify(one).slice(0, 200),
      );
    }
    const many = Array.from({ length: 10 }, (_, n) => file(`${n}.pdf`));
    await sends(alex, '', file('first.pdf'));
    assert.match(await sends(alex, '', ...many), /no room for more than 10/);
    assert.match((await draft()).answers.evidence ?? '', /^first\.pdf \S+$/);
    assert.match(await sends(alex, '/pending', file('good.pdf')), /The files were left alone/);
    assert.match(
      await sends(alex, 'hello there', { contentType: 'text/html', content: '<p>hi</p>' }),
      /no command "hello"|Signoff/,
    );

    const page = await testingPage(form);
    const inputs = { ...ANSWERS['testing'], evidence: 'a report\nhttps://contoso.example/1' };
    const testing = await story.taps(alex, page, 'draft/save', { with: { go: 'next' }, inputs });
    assert.match(textOf(testing.message.card), /A line here is no name with a web address/);
    assert.ok(buttonsOf(testing.message.card).some(({ data }) => data['section'] === 'testing'));
  });
});
