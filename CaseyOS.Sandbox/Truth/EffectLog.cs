using System.Globalization;
using System.Text.Json;
using CaseyOS.Sandbox.State;

namespace CaseyOS.Sandbox.Truth;

/// <summary>The ordered list of effects, written in the same unit of work as the effect itself.</summary>
internal static class EffectLog
{
    public static void Record(this World world, string kind, string actor, object content)
    {
        var tenant = world.Tenant;
        world.Tenant = tenant with { NextEffect = tenant.NextEffect + 1 };
        var effect = new Effect(tenant.NextEffect, world.Now, kind, actor, JsonSerializer.SerializeToElement(content, StateJson.Options));
        world.Effects.Put(effect.Seq.ToString("D10", CultureInfo.InvariantCulture), effect);
    }

    public static IReadOnlyList<Effect> ListEffects(this World world, string? kind, string? since) =>
        [.. world.Effects.All.Where(Since(since)).Where(effect => string.IsNullOrEmpty(kind) || effect.Kind == kind).OrderBy(effect => effect.Seq)];

    /// <summary><paramref name="since"/> is a sequence number (later ones only) or a time.</summary>
    private static Func<Effect, bool> Since(string? since)
    {
        if (string.IsNullOrEmpty(since))
        {
            return _ => true;
        }

        if (long.TryParse(since, NumberStyles.None, CultureInfo.InvariantCulture, out var seq))
        {
            return effect => effect.Seq > seq;
        }

        return DateTimeOffset.TryParse(since, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
            ? effect => effect.At >= time
            : throw new FormatException("since must be a sequence number or a time such as 2026-01-31T08:00:00Z.");
    }
}
