import { officeTexts } from '../../office-texts.js';
import { AskFirst } from '../edit/ask-first.js';
import { type Stretch, StretchList } from './stretch-list.js';

interface Props {
  bare: readonly Stretch[];
  givenUp: readonly Stretch[];
  zone: string;
  onYes: () => void;
  onNo: () => void;
}

/** Says which hours become bare before a roster counts. */
export function SaveAsk({ bare, givenUp, zone, onYes, onNo }: Props) {
  const words = officeTexts.roster;
  return (
    <AskFirst
      title={bare.length > 0 ? words.bareAsk : words.givenUpAsk}
      yes={words.saveAllTheSame}
      onYes={onYes}
      onNo={onNo}
    >
      {bare.length > 0 && (
        <>
          <p>{words.bareAre}</p>
          <StretchList stretches={bare} zone={zone} isBare />
        </>
      )}
      {bare.length === 0 && (
        <>
          <p>{words.givenUpAre}</p>
          <StretchList stretches={givenUp} zone={zone} />
        </>
      )}
    </AskFirst>
  );
}
