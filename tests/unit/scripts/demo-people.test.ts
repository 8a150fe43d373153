import { MARK, NO_PROVINCE, organisation, person } from '../../../scripts/demo/names';
import { mulberry32, pick, seedOf, weighed, whole } from '../../../scripts/demo/random';

const people = (seed: number) => {
  const random = mulberry32(seed);
  return Array.from({ length: 200 }, () => ({ ...person(random), firm: organisation(random) }));
};

describe('the made-up people of the demo', () => {
  it('are the same for the same seed, and others for another', () => {
    expect(people(7)).toEqual(people(7));
    expect(people(7)).not.toEqual(people(8));
  });

  it('can be told from real ones by every datum', () => {
    for (const { name, identityNumber, phone, address, firm } of people(1)) {
      expect([name, address, firm].every((text) => text.endsWith(MARK))).toBe(true);
      expect(identityNumber).toMatch(new RegExp(`^${NO_PROVINCE}\\d{9}$`));
      expect(phone).toMatch(/^0000 \d{3} \d{3}$/);
    }
  });

  it('are many different ones', () => {
    expect(new Set(people(3).map(({ name }) => name)).size).toBeGreaterThan(100);
  });
});

describe('the generator', () => {
  it('is mulberry32, known by its first numbers', () => {
    const random = mulberry32(1);
    expect([random(), random()].map((number) => Math.round(number * 1e6))).toEqual([627_074, 2736]);
  });

  it('chooses within its bounds', () => {
    const random = mulberry32(5);
    const numbers = Array.from({ length: 500 }, () => whole(random, 3, 6));
    expect([...new Set(numbers)].sort()).toEqual([3, 4, 5, 6]);
    expect(() => pick(random, [])).toThrow(RangeError);
    const often = Array.from({ length: 1000 }, () => weighed(random, [[9, 'a'] as const, [1, 'b'] as const]));
    expect(often.filter((letter) => letter === 'b').length).toBeGreaterThan(50);
    expect(often.filter((letter) => letter === 'b').length).toBeLessThan(200);
  });

  it('takes a seed from a text', () => {
    expect(seedOf('bd.87.1.1')).toBe(seedOf('bd.87.1.1'));
    expect(seedOf('bd.87.1.1')).not.toBe(seedOf('bd.87.1.2'));
  });
});
