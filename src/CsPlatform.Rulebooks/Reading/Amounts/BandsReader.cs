using CsPlatform.Domain.Primitives;
using CsPlatform.Domain.Rulebooks;
using Google.Protobuf.Collections;

namespace CsPlatform.Rulebooks.Reading;

/// <summary>Validates bands of scores: from 0 upwards, without gap and without overlap.</summary>
internal static class BandsReader
{
    public static BandedAmount Read(V1.BandedAmount banded, Place place)
    {
        if (banded.Bands.Count < 2)
        {
            place.Field("bands").Fault("is required; give at least two bands, or a flat amount");
        }

        for (var i = 0; i < banded.Bands.Count; i++)
        {
            CheckEnds(banded.Bands, i, place.Item("bands", i));
        }

        return new BandedAmount([.. banded.Bands.Select((band, i) => Band(band, place.Item("bands", i)))]);
    }

    private static void CheckEnds(RepeatedField<V1.AmountBand> bands, int i, Place place)
    {
        var (band, last) = (bands[i], i == bands.Count - 1);
        var expected = i == 0 ? 0 : bands[i - 1].BelowHundredths;
        if (i == 0 || bands[i - 1].HasBelowHundredths)
        {
            if (band.FromHundredths < expected)
            {
                place.Field("fromHundredths").Fault($"{band.FromHundredths} overlaps the band before; write {expected}");
            }
            else if (band.FromHundredths > expected)
            {
                place.Field("fromHundredths").Fault($"{band.FromHundredths} leaves a gap from {expected}; write {expected}");
            }
        }

        if (last && band.HasBelowHundredths)
        {
            place.Field("belowHundredths").Fault("ends the last band; leave it out, so that every score lies in a band");
        }
        else if (!last && !band.HasBelowHundredths)
        {
            place.Field("belowHundredths").Fault("is required: only the last band has no end");
        }
        else if (!last && band.BelowHundredths <= band.FromHundredths)
        {
            place.Field("belowHundredths").Fault($"{band.BelowHundredths} does not lie above fromHundredths; write more");
        }
    }

    private static AmountBand Band(V1.AmountBand band, Place place)
    {
        if (!band.HasFen)
        {
            place.Field("fen").Fault("is required; write 0 where the source says that it costs nothing");
        }

        return new AmountBand(
            new Fraction(band.FromHundredths, 100),
            band.HasBelowHundredths ? new Fraction(band.BelowHundredths, 100) : null,
            new Fen(place.Range("fen", band.Fen, 0, int.MaxValue)),
            place.Text("textZh", band.TextZh),
            place.Text("textEn", band.TextEn));
    }
}
