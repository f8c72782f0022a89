// The package for JavaScript gives what the worked cases say, and an error as an Error with its text.
//
// BAC_THANG_PKG is the folder that `wasm-pack build --target nodejs` made; ./dev test sets it.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

const folder = process.env.BAC_THANG_PKG;
assert.ok(folder, 'BAC_THANG_PKG: found nothing, expected the folder of the package');
const { score, digest, plan } = createRequire(import.meta.url)(resolve(folder, 'bac_thang.js'));

const root = fileURLToPath(new URL('../../frameworks', import.meta.url));
const frameworks = readdirSync(root, { recursive: true })
  .filter((path) => path.endsWith('framework.json'))
  .map(dirname);
assert.ok(frameworks.length > 0, `${root}: found no framework`);

const read = (...path) => readFileSync(join(root, ...path), 'utf8');

for (const name of frameworks) {
  test(name, async (t) => {
    const text = read(name, 'framework.json');
    const sealed = digest(text);
    const cases = JSON.parse(read(name, 'cases.json'));
    assert.ok(cases.length > 0);
    for (const example of cases) {
      await t.test(example.name, () => {
        const result = JSON.parse(score(text, JSON.stringify(assessment(JSON.parse(text), sealed, example))));
        assert.deepEqual(found(result, example.expect), example.expect);
      });
    }
  });
}

function assessment(framework, sealed, { unit_group, reporting, points = {}, inputs = {}, answers = [] }) {
  const all = answers.map((answer) => ({ ...answer }));
  for (const [group, value] of Object.entries(points)) {
    const answer = all.find((answer) => answer.of === group);
    if (answer) answer.points = { value };
    else all.push({ of: group, points: { value } });
  }
  return {
    format: 'bac-thang/assessment/1',
    kind: framework.kind,
    framework: { id: framework.id, edition: framework.edition, digest: sealed },
    unit_group,
    reporting: reporting ?? 'in_time',
    inputs: Object.entries(inputs).map(([input, value]) => ({ input, ...entered(framework, input, value) })),
    answers: all,
  };
}

// A figure as a number, an answer by its id.
function entered(framework, input, value) {
  const all = framework.sheets.flatMap(({ inputs }) => inputs ?? []);
  const { kind } = all.find(({ id }) => id === input);
  return kind === 'yes_no' || kind.choice ? { choice: value } : { number: { value } };
}

// The result in the words of cases.json, as far as the case speaks of it.
function found({ whole_may_be_zero, claims: { result, granted } }, expect) {
  const level = ({ level = null }) => level;
  const only = (wanted, all) => Object.fromEntries(Object.keys(wanted).map((id) => [id, all[id]]));
  const blocks = Object.fromEntries((result.blocks ?? []).map(({ id, points }) => [id, points]));
  const ladders = Object.fromEntries((result.ladders ?? []).map(({ ladder, place }) => [ladder, place]));
  const told = {
    total: result.whole.points,
    max: result.whole.max,
    level: level(result),
    final: result.final_level ?? null,
    blocks: only(expect.blocks ?? {}, blocks),
    ladders: only(expect.ladders ?? {}, ladders),
    granted: granted && { total: granted.whole.points, max: granted.whole.max, level: level(granted) },
    whole_zero: whole_may_be_zero,
    lacking: expect.lacking, // by how much is checked natively
  };
  return Object.fromEntries(Object.keys(expect).map((key) => [key, told[key]]));
}

test('a claim that does not come out is named', () => {
  const text = read(frameworks[0], 'framework.json');
  const [example] = JSON.parse(read(frameworks[0], 'cases.json'));
  const file = assessment(JSON.parse(text), digest(text), example);
  const { claims } = JSON.parse(score(text, JSON.stringify(file)));
  const differences = (claims) => JSON.parse(score(text, JSON.stringify({ ...file, claims }))).differences;
  assert.deepEqual(differences(claims), []);
  const completeness = `${claims.answered}/${claims.of}`;
  assert.deepEqual(differences({ ...claims, answered: 99 }), [
    { of: 'completeness', claimed: `99/${claims.of}`, computed: completeness },
  ]);
});

test('an error is an Error and says what is wrong', () => {
  const text = read(frameworks[0], 'framework.json');
  const error = (framework, assessment, message) =>
    assert.throws(() => score(framework, assessment), { name: 'Error', message });
  error('', '', 'an empty file, expected JSON');
  error(text, '{ "format": "bac-thang/assessment/3" }', 'format: found version 3, expected at most 2');
  error(text, '{ "format": "bac-tha', 'line 1, column 20: the file ends too early');
  assert.throws(() => digest('mười'), { name: 'Error', message: 'line 1, column 1: not JSON' });
});

test('the shortest way up, and why nothing is shorter', () => {
  const folder = 'tap-huan/bo-tieu-chi-2026';
  const framework = read(folder, 'framework.json');
  const unit = read(folder, 'units/thieu-mot-diem.json');
  const planned = JSON.parse(plan(framework, unit, JSON.stringify({ target: { rung: 1 } })));
  assert.deepEqual(planned.way.plan.edits, [
    { of: { input: 'hscv-dt' }, from: { number: '720' }, to: { number: '721' } },
  ]);
  assert.ok(planned.certificate.steps.length > 0);
  const wishes = { target: { item: { id: '5-3', points: '2' } }, pinned: ['chi-cds', 'chi-tong'] };
  assert.deepEqual(JSON.parse(plan(framework, unit, JSON.stringify(wishes))).way, {
    unreachable: [{ item: { most: '1' } }],
  });
  assert.throws(() => plan(framework, unit, '{"target":{"rung":"tot"}}'), /invalid type/);
});
