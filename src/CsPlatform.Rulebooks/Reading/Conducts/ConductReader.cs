using CsPlatform.Domain.Rulebooks;

namespace CsPlatform.Rulebooks.Reading;

/// <summary>Validates what a conduct rule holds beyond its head.</summary>
internal static class ConductReader
{
    public static ConductRule Read(V1.Conduct rule, RuleHead head, Place place, RuleIds ids)
    {
        switch (rule.TermsCase)
        {
            case V1.Conduct.TermsOneofCase.Phrases:
                return new ConductRule(head, PhraseListReader.Read(rule.Phrases, place.Field("phrases")));
            case V1.Conduct.TermsOneofCase.Points:
                return new ConductRule(head, PointLedgerReader.Read(rule.Points, place.Field("points")));
            default:
                place.Fault("has no terms; give one of phrases, points");
                return new ConductRule(head, new PhraseTerms([]));
        }
    }
}
