// Which law applies: the legal entities with their class, orders of authorities, and the days in the law.
import { AsOfNote, AsOfPicker } from '@holdfast/design/as-of';
import { useFilters } from '@holdfast/design/filters';
import { FormButton } from '@holdfast/design/form-button';
import { Page } from '@holdfast/design/page';
import { usePlace } from '@holdfast/design/place';
import { SegmentedControl } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { EntitiesView } from './entities-view.tsx';
import { EntityForm } from './entity-form.tsx';
import { LegalNote } from './law-words.tsx';
import { OrderForm } from './order-forms.tsx';
import { OrdersView } from './orders-view.tsx';
import { TimelineView } from './timeline-view.tsx';
import { useEntities } from './use-scope.ts';

const views = { entities: EntitiesView, orders: OrdersView, timeline: TimelineView } as const;
type View = keyof typeof views;
const isView = (it: string | undefined): it is View => it !== undefined && Object.hasOwn(views, it);

export function ScopePage() {
  const { t } = useTranslation('scope');
  const [filters, set] = useFilters();
  const view: View = isView(filters['view']) ? filters['view'] : 'entities';
  const Shown = views[view];
  return (
    <Page
      title={t('title')}
      lead={t('lead')}
      actions={
        <>
          <AsOfPicker ahead={view === 'timeline'} />
          <AddButton view={view} />
        </>
      }
    >
      <div className="hf-scope-views">
        <SegmentedControl
          aria-label={t('views')}
          value={view}
          onChange={(next) => set({ view: next === 'entities' ? null : next, open: null, sort: null, search: null })}
          data={(['entities', 'orders', 'timeline'] as const).map((value) => ({ value, label: t(`view.${value}`) }))}
        />
      </div>
      <AsOfNote />
      <Shown />
      <LegalNote />
    </Page>
  );
}

function AddButton({ view }: { view: View }) {
  const { t } = useTranslation('scope');
  const { may } = usePlace();
  const [filters] = useFilters();
  const entities = useEntities();
  const has = (entities.data?.rows.length ?? 0) > 0;
  if (!may('scope.keep') || filters['as_of'] !== undefined || view === 'timeline' || !has) return null;
  if (view === 'orders') return <FormButton label={t('order.add')}>{(close) => <OrderForm onClose={close} />}</FormButton>;
  return <FormButton label={t('entity.add')}>{(close) => <EntityForm before={null} onClose={close} />}</FormButton>;
}
