// The interface for other programs: every route with who may, what it takes and gives, and a line to try it.
import { createClient, take } from '@holdfast/client';
import { Badge } from '@holdfast/design/badge';
import { FilterBar, useFilters } from '@holdfast/design/filters';
import { Page } from '@holdfast/design/page';
import { Answer, Empty } from '@holdfast/design/states';
import { Code, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import './api-page.css';
import { curlOf, groupOperations, listOperations, type Operation, type OpenApiDocument, shapeText } from './api-shapes.ts';

const api = createClient();

export function ApiPage() {
  const { t } = useTranslation('integrations');
  const asked = useQuery({
    queryKey: ['openapi'],
    staleTime: Infinity,
    queryFn: async () => (await take(api.GET('/api/v1/openapi.json'))) as unknown as OpenApiDocument,
  });
  return (
    <Page title={t('api.title')} lead={t('api.lead')}>
      <Answer of={asked}>{(document) => <Routes document={document} />}</Answer>
    </Page>
  );
}

function Routes({ document }: { document: OpenApiDocument }) {
  const { t } = useTranslation('integrations');
  const [{ search = '' }] = useFilters();
  const all = useMemo(() => listOperations(document), [document]);
  const words = search.toLowerCase().split(/\s+/);
  const shown = all.filter((it) => words.every((word) => it.text.includes(word)));
  return (
    <Stack gap="md" maw={1040}>
      <div className="hf-panel hf-panel-body">
        <Title order={2} size="h3">
          {t('api.begin')}
        </Title>
        <Text mb="sm">{t('api.begin_text')}</Text>
        <Code block tabIndex={0}>{`curl -H "Authorization: Bearer $HOLDFAST_TOKEN" ${location.origin}/api/v1/me`}</Code>
        <Text mt="sm" size="sm" c="dimmed">
          {t('api.idempotency')}
        </Text>
      </div>
      <FilterBar searchLabel={t('api.search')} />
      <Text c="dimmed" role="status">
        {t('api.count', { count: shown.length })}
      </Text>
      {shown.length === 0 && <Empty title={t('api.none')} />}
      <div>
        {groupOperations(shown).map(([group, routes]) => (
          <Group key={group} name={group} routes={routes} document={document} isSearched={search !== ''} />
        ))}
      </div>
    </Stack>
  );
}

type GroupProps = { name: string; routes: readonly Operation[]; document: OpenApiDocument; isSearched: boolean };

/** One is open at a time, and named in the address; what a search finds is all open. */
function Group({ name, routes, document, isSearched }: GroupProps) {
  const { t } = useTranslation('integrations');
  const [{ open }, set] = useFilters();
  const isOpen = isSearched || open === name;
  const toggle = (opens: boolean): void => {
    if (opens !== isOpen) set({ open: opens ? name : null });
  };
  return (
    <details className="hf-route-group" open={isOpen} onToggle={(event) => toggle(event.currentTarget.open)}>
      <summary>
        <span className="hf-mono" lang="en">
          {name}
        </span>
        <span className="hf-route-says">{t('api.count', { count: routes.length })}</span>
      </summary>
      {isOpen && routes.map((it) => <OneRoute key={it.id} it={it} document={document} />)}
    </details>
  );
}

function OneRoute({ it, document }: { it: Operation; document: OpenApiDocument }) {
  const { t } = useTranslation('integrations');
  const [isOpen, setOpen] = useState(false);
  return (
    <details className="hf-route" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>
        <Badge tone={it.method === 'GET' ? 'off' : 'waiting'}>{it.method}</Badge>
        <span className="hf-mono hf-route-path">{it.path}</span>
        <span className="hf-route-says" lang="en">
          {it.summary}
        </span>
      </summary>
      {isOpen && (
        <Stack gap="sm" p="sm">
          <Text size="sm">
            <b>{t('api.who')}</b> <span lang="en">{it.access}</span>
          </Text>
          {it.parameters.length > 0 && (
            <ul className="hf-route-list">
              {it.parameters.map((each) => (
                <li key={`${each.in} ${each.name}`}>
                  <span className="hf-mono">{each.name}</span> ({t(`api.in.${each.in}`)}
                  {each.required ? `, ${t('api.required')}` : ''}): <span className="hf-mono">{shapeText(each.schema, document, 1)}</span>
                </li>
              ))}
            </ul>
          )}
          {it.body !== null && <Shape title={t('api.takes')} text={shapeText(it.body, document)} />}
          {it.answer !== null && <Shape title={t('api.gives')} text={shapeText(it.answer, document)} />}
          <Shape title="curl" text={curlOf(it, location.origin, document)} />
        </Stack>
      )}
    </details>
  );
}

function Shape({ title, text }: { title: string; text: string }) {
  return (
    <div>
      <Text size="xs" c="dimmed">
        {title}
      </Text>
      <Code block tabIndex={0}>
        {text}
      </Code>
    </div>
  );
}
