import type { Driver } from "@/shared/api/types";
import "./drivers.css";

const names: Record<Driver["factor"], string> = {
  revenue: "Revenue",
  urgency: "Urgency",
  effort: "Little effort",
  strategic: "Strategic fit",
};

/** Where the score comes from: four bars that add up to it. */
export function Drivers({ drivers, base }: { drivers: readonly Driver[]; base: number }) {
  return (
    <dl className="drivers">
      {drivers.map((driver) => (
        <div key={driver.factor}>
          <dt>{names[driver.factor]}</dt>
          <dd className="points" title={pointsTitle(driver)}>
            {signed(driver.contribution)}
          </dd>
          <dd className="bar" aria-hidden="true">
            <svg viewBox="0 0 100 4" preserveAspectRatio="none">
              <title>{pointsTitle(driver)}</title>
              <rect className="track" width="100" height="4" />
              <rect className="fill" width={share(driver)} height="4" />
            </svg>
          </dd>
          <dd className="why">{driver.reason}</dd>
        </div>
      ))}
      <div className="sum">
        <dt>Base score</dt>
        <dd className="points">{base.toFixed(1)}</dd>
      </div>
    </dl>
  );
}

/** How much of what this factor could add it does add. */
const share = (driver: Driver) =>
  driver.weight > 0 ? Math.max(0, Math.min(100, driver.contribution / driver.weight)) : 0;

const pointsTitle = (driver: Driver) =>
  `${driver.contribution.toFixed(1)} of ${(driver.weight * 100).toFixed(0)} possible points`;

const signed = (points: number) => `${points < 0 ? "−" : "+"}${Math.abs(points).toFixed(1)}`;
