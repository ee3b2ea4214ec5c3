using System.Runtime.InteropServices;

namespace CaseyOS.Core.Scoring;

/// <summary>
/// A score in tenths of a point, shared out over its four components so that what is displayed adds up. Rounding each
/// component by itself would show sums that are off by a tenth or two; here the rounded total comes first and the tenths
/// that are left go to the largest remainders.
/// </summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Points(int Total, int Revenue, int Urgency, int Effort, int Strategic)
{
    public static Points Of(in Components components, ScoreWeights weights)
    {
        ReadOnlySpan<double> exact =
        [
            weights.Revenue * components.Revenue * 10,
            weights.Urgency * components.Urgency * 10,
            weights.Effort * (100 - components.Effort) * 10,
            weights.Strategic * components.Strategic * 10,
        ];
        var total = Round(components, weights);
        Span<int> shares = [(int)exact[0], (int)exact[1], (int)exact[2], (int)exact[3]];
        for (var left = total - shares[0] - shares[1] - shares[2] - shares[3]; left > 0; left--)
        {
            var most = 0;
            for (var i = 1; i < shares.Length; i++)
            {
                most = exact[i] - shares[i] > exact[most] - shares[most] ? i : most;
            }

            shares[most]++;
        }

        return new(total, shares[0], shares[1], shares[2], shares[3]);
    }

    /// <summary>The total alone.</summary>
    public static int Round(in Components components, ScoreWeights weights) =>
        (int)Math.Round(Math.Clamp(components.Sum(weights), 0, 100) * 10, MidpointRounding.AwayFromZero);
}
