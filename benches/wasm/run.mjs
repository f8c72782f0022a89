// Times what Bench does, in wasm under node. BAC_THANG_PKG is the folder wasm-pack made; ./dev bench sets it.
import { createRequire } from 'node:module';
import { resolve } from 'node:path';

const { Batch, Bench } = createRequire(import.meta.url)(resolve(process.env.BAC_THANG_PKG, 'bac_thang_bench_wasm.js'));

/// The median of some rounds, in microseconds for each time: of the processor's time, to which others that want the processor
/// add less than to the clock's.
function measure(name, times, work, rounds = 15) {
  // node compiles it better while it runs
  const warm = performance.now() + 500;
  do work(times);
  while (performance.now() < warm);
  const taken = Array.from({ length: rounds }, () => {
    const begun = process.cpuUsage();
    work(times);
    const { user, system } = process.cpuUsage(begun);
    return (user + system) / times;
  });
  const median = taken.sort((a, b) => a - b)[rounds >> 1];
  console.log(`${name.padEnd(40)} ${median < 1000 ? `${median.toFixed(1)} µs` : `${(median / 1000).toFixed(1)} ms`}`);
}

const full = Bench.full_sheet();
measure('one changed input to all results', 2000, (times) => full.one_changed_input_to_all_results(false, times));
measure('the same with every step', 2000, (times) => full.one_changed_input_to_all_results(true, times));
measure('a full sheet to all results', 200, (times) => full.a_full_sheet_to_all_results(times));
measure('fragility of a full sheet', 200, (times) => full.fragility(times));
const hundred = Bench.a_hundred_items();
for (const rung of [2, 1, 0]) measure(`plan for 100 items to rung ${rung}`, 5, (times) => hundred.plan(rung, times));
const every = Bench.every_commune();
measure('every commune scored and ranked', 1, () => every.score_and_rank(), 9);

const UNITS = 1000
const handedIn = Batch.of(UNITS)
if (handedIn.receive() !== UNITS) throw new Error('a file that the page wrote has something against it')
const texts = Array.from({ length: UNITS }, (_, unit) => handedIn.text(unit))
console.log(`files of ${Math.round(texts.reduce((sum, text) => sum + Buffer.byteLength(text), 0) / UNITS)} bytes`)
measure('a file read, checked and recomputed', UNITS, () => handedIn.receive())
measure('JSON.parse alone', UNITS, () => texts.forEach((text) => JSON.parse(text)))
