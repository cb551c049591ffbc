import { Injectable } from '@nestjs/common';
import { Counter, Gauge, Histogram, Registry, collectDefaultMetrics } from 'prom-client';

/** The numbers an operator watches, in Prometheus' words. */
@Injectable()
export class Metrics {
  readonly registry = new Registry();

  constructor() {
    collectDefaultMetrics({ register: this.registry });
  }

  counter<L extends string = never>(name: string, help: string, labelNames: L[] = []): Counter<L> {
    return new Counter({ name: `dosevagt_${name}`, help, labelNames, registers: [this.registry] });
  }

  gauge(name: string, help: string, collect?: (gauge: { set(value: number): void }) => void): Gauge {
    return new Gauge({
      name: `dosevagt_${name}`,
      help,
      registers: [this.registry],
      ...(collect && {
        collect() {
          collect(this);
        },
      }),
    });
  }

  /** A number for each of several, by the name that the label bears. */
  gauges(name: string, help: string, label: string, collect: () => readonly (readonly [string, number])[]): void {
    new Gauge({
      name: `dosevagt_${name}`,
      help,
      labelNames: [label],
      registers: [this.registry],
      collect() {
        for (const [of, value] of collect()) this.set({ [label]: of }, value);
      },
    });
  }

  histogram(name: string, help: string, buckets: number[]): Histogram {
    return new Histogram({ name: `dosevagt_${name}`, help, buckets, registers: [this.registry] });
  }
}
