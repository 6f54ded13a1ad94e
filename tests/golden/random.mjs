// A seeded source of choices, so that a failing case can be made again.
export class Random {
  constructor(seed) { this.state = seed >>> 0; }
  /** A number in [0, 1): mulberry32. */
  next() {
    this.state = (this.state + 0x6d2b79f5) >>> 0;
    let t = this.state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  }
  below(count) { return Math.floor(this.next() * count); }
  chance(probability) { return this.next() < probability; }
  pick(list) { return list[this.below(list.length)]; }
  /** Some of the list, in its order. */
  some(list, probability = 0.4) { return list.filter(() => this.chance(probability)); }
  shuffled(list) {
    const result = [...list];
    for (let i = result.length - 1; i > 0; i--) {
      const j = this.below(i + 1);
      [result[i], result[j]] = [result[j], result[i]];
    }
    return result;
  }
}
