import './dashboard.css';
import { DevicesSection } from './DevicesSection.tsx';
import { EarningsSection } from './EarningsSection.tsx';
import { JobsSection } from './JobsSection.tsx';
import { NoticesSection } from './NoticesSection.tsx';
import { StatusHero } from './StatusHero.tsx';

export function Dashboard() {
  return (
    <div className="page dashboard">
      <StatusHero />
      <div className="dashboard-columns">
        <div className="dashboard-column">
          <JobsSection />
          <DevicesSection />
        </div>
        <div className="dashboard-column">
          <EarningsSection />
          <NoticesSection />
        </div>
      </div>
    </div>
  );
}
