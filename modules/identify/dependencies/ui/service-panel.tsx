// One service: what it is, and who depends on it, how hard, with which way around it.
import { createClient, take } from '@holdfast/client';
import { Badge } from '@holdfast/design/badge';
import { useAct } from '@holdfast/design/act';
import { Facts } from '@holdfast/design/facts';
import { Dialog, Form } from '@holdfast/design/form';
import { Go, GoButton } from '@holdfast/design/go';
import { usePlace } from '@holdfast/design/place';
import { RecordHistory } from '@holdfast/design/record-history';
import { Answer } from '@holdfast/design/states';
import { ActionIcon, Button, Group, Select, Stack, Text, Title } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Dependency, DependentType, ServiceDetail } from '../schema.ts';
import { useThings, useWords } from './choices.tsx';
import { mildest } from './dependent-fields.tsx';
import { HardnessFields, HardnessName, isSaid, type Says } from './hardness.tsx';
import { ServiceForm } from './service-form.tsx';

const api = createClient();

export function ServicePanel({ service_id }: { service_id: string }) {
  const { site_id } = usePlace();
  const service = useQuery({
    queryKey: ['services', site_id, 'one', service_id],
    queryFn: () => take(api.GET('/api/v1/sites/{site_id}/services/{service_id}', { params: { path: { site_id, service_id } } })),
  });
  return <Answer of={service}>{(it) => <Panel service={it} />}</Answer>;
}

function Panel({ service }: { service: ServiceDetail }) {
  const { t } = useTranslation('dependencies');
  const { path, may } = usePlace();
  const isUnowned = service.external && (service.owner_id === null || !service.purpose);
  return (
    <Stack gap="md">
      <Group gap="sm">
        <Text fw={600} size="lg">
          {service.name}
        </Text>
        <Text c="dimmed">{t(`kind.${service.kind}`)}</Text>
      </Group>
      {isUnowned && (
        <Group gap="xs">
          <Badge tone="attention">{t('no_owner')}</Badge>
          <Text>{t('no_owner_note')}</Text>
        </Group>
      )}
      <Group gap="sm">
        <GoButton to={path('dependencies')} search={{ view: 'down', type: 'service', id: service.id }}>
          {t('if_down')}
        </GoButton>
        {may('dependencies.keep') && <Change service={service} />}
        {may('dependencies.keep') && <End service={service} />}
      </Group>
      <Facts
        rows={[
          [t('owner'), service.owner_name],
          [t('purpose'), service.purpose],
          [t('where'), service.external ? t('outside') : t('inside')],
          [t('hosts'), service.hosts.length === 0 ? null : <Hosts key="hosts" hosts={service.hosts} />],
          ...(service.external ? [[t('addresses'), service.addresses.join(', ')] as const] : []),
          [t('supplier'), service.supplier_name ?? t('none')],
          ...(service.business_application ? [[t('impact'), service.impact] as const] : []),
        ]}
      />
      <section aria-label={t('who_depends')}>
        <Group justify="space-between">
          <Title order={3} size="h3">
            {t('who_depends')}
          </Title>
          {may('dependencies.keep') && <AddDependent service={service} />}
        </Group>
        <Dependents service={service} />
      </section>
      <RecordHistory type="service" id={service.id} title={service.name} opens={`dependencies?open=${service.id}`} />
    </Stack>
  );
}

function Hosts({ hosts }: { hosts: ServiceDetail['hosts'] }) {
  const { path } = usePlace();
  return hosts.map((host, at) => (
    <span key={host.id}>
      {at > 0 && ', '}
      <Go to={path(`assets/${host.id}`)}>{host.name}</Go>
    </span>
  ));
}

function Dependents({ service }: { service: ServiceDetail }) {
  const { t } = useTranslation('dependencies');
  const { site_id, may } = usePlace();
  const remove = useAct(
    (dependency_id: string) =>
      take(api.DELETE('/api/v1/sites/{site_id}/dependencies/{dependency_id}', { params: { path: { site_id, dependency_id } } })),
    { done: t('removed') },
  );
  if (service.depends.length === 0) return <Text c="dimmed">{t('nobody_note')}</Text>;
  return (
    <ul className="hf-dependents">
      {service.depends.map((it) => (
        <li key={it.id}>
          <div>
            <div>
              {t(`type.${it.dependent_type}`)} <strong>{it.dependent_name}</strong>: <HardnessName {...it} />
            </div>
            <div className="hf-dependents-note">{it.workaround === null ? t('no_workaround') : `${t('workaround')}: ${it.workaround}`}</div>
            {it.source === 'flows' && <div className="hf-dependents-note">{t('from_flows', { count: it.flows_counted })}</div>}
          </div>
          {may('dependencies.keep') && (
            <Group gap={4} wrap="nowrap">
              <ChangeDependent dependency={it} />
              <ActionIcon
                variant="subtle"
                color="var(--hf-muted)"
                aria-label={t('remove_dependent', { name: it.dependent_name })}
                onClick={() => void remove.run(it.id)}
              >
                <IconTrash size={16} aria-hidden />
              </ActionIcon>
            </Group>
          )}
        </li>
      ))}
    </ul>
  );
}

function AddDependent({ service }: { service: ServiceDetail }) {
  const { t } = useTranslation('dependencies');
  const { site_id } = usePlace();
  const [isOpen, setOpen] = useState(false);
  const [type, setType] = useState<DependentType>('zone');
  const [id, setId] = useState<string | null>(null);
  const [says, setSays] = useState(mildest);
  const things = useThings();
  const { types } = useWords();
  const add = useAct(
    () =>
      take(
        api.POST('/api/v1/sites/{site_id}/services/{service_id}/dependencies', {
          params: { path: { site_id, service_id: service.id } },
          body: { dependent_type: type, dependent_id: id ?? '', ...says },
        }),
      ),
    { done: t('saved') },
  );
  const send = async (): Promise<void> => {
    if (!(await add.run(undefined))) return;
    setOpen(false);
    setId(null);
  };
  return (
    <>
      <Button variant="default" onClick={() => setOpen(true)}>
        {t('add_dependent')}
      </Button>
      <Dialog title={t('add_dependent_title', { name: service.name })} opened={isOpen} onClose={() => setOpen(false)}>
        <Form submit={t('save')} busy={add.busy} disabled={id === null || !isSaid(says)} onCancel={() => setOpen(false)} onSubmit={send}>
          <Select
            label={t('what_depends')}
            allowDeselect={false}
            data={types}
            value={type}
            onChange={(next) => {
              setType((next ?? 'zone') as DependentType);
              setId(null);
            }}
          />
          <Select
            label={t(`type.${type}`)}
            required
            searchable
            limit={100}
            data={things[type].filter((it) => it.value !== service.id)}
            value={id}
            onChange={setId}
          />
          <HardnessFields value={says} onChange={setSays} />
        </Form>
      </Dialog>
    </>
  );
}

function ChangeDependent({ dependency: it }: { dependency: Dependency }) {
  const { t } = useTranslation('dependencies');
  const { site_id } = usePlace();
  const [isOpen, setOpen] = useState(false);
  const [says, setSays] = useState<Says>(it);
  const change = useAct(
    () =>
      take(
        api.PATCH('/api/v1/sites/{site_id}/dependencies/{dependency_id}', {
          params: { path: { site_id, dependency_id: it.id } },
          body: { version: it.version, hardness: says.hardness, after_hours: says.after_hours, workaround: says.workaround },
        }),
      ),
    { done: t('saved') },
  );
  const send = async (): Promise<void> => {
    if (await change.run(undefined)) setOpen(false);
  };
  return (
    <>
      <Button variant="subtle" size="compact-sm" onClick={() => setOpen(true)}>
        {t('change')}
      </Button>
      <Dialog title={it.dependent_name} opened={isOpen} onClose={() => setOpen(false)}>
        <Form submit={t('save')} busy={change.busy} disabled={!isSaid(says)} onCancel={() => setOpen(false)} onSubmit={send}>
          <HardnessFields value={says} onChange={setSays} />
        </Form>
      </Dialog>
    </>
  );
}

function Change({ service }: { service: ServiceDetail }) {
  const { t } = useTranslation('dependencies');
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button variant="default" onClick={() => setOpen(true)}>
        {t('change')}
      </Button>
      <Dialog title={service.name} opened={isOpen} onClose={() => setOpen(false)}>
        {isOpen && <ServiceForm service={service} onClose={() => setOpen(false)} />}
      </Dialog>
    </>
  );
}

function End({ service }: { service: ServiceDetail }) {
  const { t } = useTranslation('dependencies');
  const { site_id } = usePlace();
  const [isOpen, setOpen] = useState(false);
  const end = useAct(
    () => take(api.DELETE('/api/v1/sites/{site_id}/services/{service_id}', { params: { path: { site_id, service_id: service.id } } })),
    {
      done: t('ended'),
    },
  );
  const send = async (): Promise<void> => {
    if (await end.run(undefined)) setOpen(false);
  };
  return (
    <>
      <Button variant="default" onClick={() => setOpen(true)}>
        {t('end')}
      </Button>
      <Dialog title={t('end_title', { name: service.name })} opened={isOpen} onClose={() => setOpen(false)}>
        <Form submit={t('end')} busy={end.busy} danger onCancel={() => setOpen(false)} onSubmit={send}>
          <Text>{t('end_says', { count: service.depends.length })}</Text>
        </Form>
      </Dialog>
    </>
  );
}
