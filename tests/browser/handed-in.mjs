// Files as communes hand them in, made by other code than the page's: sealed as frameworks/FILE.md says, with the results that
// the decision's own numbers give.

import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'

const SIGNS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

const canonical = (value) => {
  if (Array.isArray(value)) return `[${value.map(canonical)}]`
  if (value === null || typeof value !== 'object') return JSON.stringify(value)
  const fields = Object.keys(value).sort()
  return `{${fields.map((name) => `${JSON.stringify(name)}:${canonical(value[name])}`)}}`
}
export const digestOf = (value) => createHash('sha256').update(canonical(value)).digest('hex')

export function receiptOf(hex) {
  const number = BigInt(`0x${hex}`) >> (256n - 70n)
  const code = (number << 10n) | (number % 1021n)
  const signs = Array.from({ length: 16 }, (_, place) => SIGNS[Number((code >> BigInt(5 * (15 - place))) & 31n)])
  return signs.join('').replace(/(.{4})(?=.)/g, '$1-')
}

export function sealed(file) {
  const { preparer, framework_document, seal, ...content } = structuredClone(file)
  const official = content.claims?.official
  if (official) delete content.claims.official
  const check = (value) => digestOf(value).slice(0, 6)
  const part = (value) => (Array.isArray(value) ? value.map(check).join('') : check(value))
  const parts = Object.entries(content).map(([name, value]) => [name, part(value)])
  if (official) parts.push(['official', part(official)])
  const known = digestOf(content)
  return { ...file, seal: { page: 'test', digest: known, receipt: receiptOf(known), parts: Object.fromEntries(parts) } }
}

const readFramework = (folder) => JSON.parse(readFileSync(resolve(import.meta.dirname, '../../frameworks', folder, 'framework.json'), 'utf8'))

// The framework for practice, which alone has items.
export const training = () => readFramework('tap-huan/bo-tieu-chi-2026')

// A framework's communes: their groups in order, with block and maximum, and their ladders.
export function communes(folder) {
  const framework = readFramework(folder)
  const unitGroup = framework.unit_groups.find(({ id }) => id === 'xa')
  const sheet = framework.sheets.find(({ id }) => id === unitGroup.sheet)
  const groups = sheet.blocks.flatMap((block) => block.groups.map(({ id, code, name, max }) => ({ id, name: name.value, called: code ? `${code}. ${name.value}` : name.value, block: block.id, max: max && Number(max.value) })))
  const ladders = (sheet.standing.ladders?.ladders ?? []).map((id) => framework.ladders.find((ladder) => ladder.id === id))
  return { framework, unitGroup, sheet, groups, ladders, digest: digestOf(framework) }
}

// Points are whole numbers here, so that adding and comparing them is exact.
const sum = (groups, points) => groups.reduce((all, group) => all + points[group.id], 0)

function place(kind, ladder, points, maxima) {
  const measured = (of) => {
    const groups = kind.groups.filter(({ id, block }) => of === 'whole' || of.block === block || of.group === id)
    return [sum(groups, points), sum(groups, maxima)]
  }
  const isMet = ({ of, at_least: least }) => {
    const [is, most] = measured(of)
    return least.points === undefined ? is * 100 >= Number.parseFloat(least.share) * most : is >= Number(least.points)
  }
  return ladder.rungs.find((rung) => (rung.conditions ?? []).every(isMet))?.id ?? 'below'
}

// What ranks levels: the position of a rung, `below` last.
const depth = (ladder, id) => (id === 'below' ? ladder.rungs.length : ladder.rungs.findIndex((rung) => rung.id === id))

export function results(kind, points, max = 100) {
  const maxima = Object.fromEntries(kind.groups.map((group) => [group.id, group.max ?? max]))
  const total = (id, groups) => ({ id, points: String(sum(groups, points)), max: String(sum(groups, maxima)) })
  const result = { whole: total('whole', kind.groups) }
  const named = kind.sheet.blocks.filter(({ name }) => name)
  if (named.length > 0) result.blocks = named.map(({ id }) => total(id, kind.groups.filter(({ block }) => block === id)))
  result.groups = kind.groups.map((group) => total(group.id, [group]))
  if (kind.ladders.length > 0) {
    const places = kind.ladders.map((ladder) => ({ ladder: ladder.id, place: place(kind, ladder, points, maxima) }))
    const lowest = places.toSorted((one, other) => depth(kind.ladders[0], other.place) - depth(kind.ladders[0], one.place))[0].place
    Object.assign(result, { ladders: places, level: lowest, final_level: lowest })
  }
  return result
}

// A commune's official file, sealed; `change` changes it before.
export function handedIn(kind, { unit, year, on, points, change = () => {} }) {
  const file = {
    format: 'bac-thang/assessment/2',
    kind: 'official',
    framework: { id: kind.framework.id, edition: kind.framework.edition, digest: kind.digest },
    unit_group: 'xa',
    year,
    unit,
    answers: kind.groups.map(({ id, max }) => ({
      of: id,
      ...(max ? {} : { max: { value: '100' } }),
      points: { value: String(points[id]) },
    })),
    claims: {
      answered: kind.groups.length,
      of: kind.groups.length,
      result: results(kind, points),
      official: { on, warnings: [] },
    },
  }
  change(file)
  return sealed(file)
}
