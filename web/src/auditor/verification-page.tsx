import { Button, Group, SimpleGrid, Text as Line } from '@mantine/core';
import { Link, useParams } from 'wouter';
import { useLanguage } from '../language';
import { PageHead } from '../shared/page-head';
import { shared } from '../shared/words';
import { Answer } from '../shell/faces';
import { moment } from '../shell/format';
import { VerificationOutcome } from './verification-outcome';
import { ScopeOf } from './verifications-page';
import { verification } from './verification-words';
import { useVerification } from './verify-one';

/** One verification of the record: who ordered what, how far it is, and its verdict with every fault. */
export function VerificationPage() {
  const { say, language } = useLanguage();
  const { id = '' } = useParams();
  const found = useVerification(id);
  return (
    <>
      <PageHead title={say(verification.one)}>
        <Button component={Link} variant="default" size="xs" href="/kiem-tra/ban-ghi">
          {say(shared.back)}
        </Button>
      </PageHead>
      <Answer of={found}>
        {(of) => (
          <>
            <SimpleGrid cols={{ base: 1, xs: 3 }} mb="lg">
              <Fact name={say(verification.scope)}>
                <ScopeOf of={of} />
              </Fact>
              <Fact name={say(verification.orderedAt)}>
                {moment(of.orderedAt, language)} · {of.by.id}
              </Fact>
              {of.reason && <Fact name={say(shared.reason)}>{of.reason}</Fact>}
            </SimpleGrid>
            <VerificationOutcome of={of} />
          </>
        )}
      </Answer>
    </>
  );
}

function Fact({ name, children }: { name: string; children: React.ReactNode }) {
  return (
    <div>
      <Line size="sm" c="dimmed">
        {name}
      </Line>
      <Group className="wrap">{children}</Group>
    </div>
  );
}
