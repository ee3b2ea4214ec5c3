using CaseyOS.Core.Queue;
using CaseyOS.Core.Scoring;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace CaseyOS.Core.Tests.Scoring;

public sealed class ScoringOptionsTests
{
    [Fact]
    public void Defaults_AreValid() => Assert.Equal(10, Read().EffortMinutes[ActionType.SendEmail]);

    [Fact]
    public void Weights_NotSummingToOne_StopTheStartAndSayTheSum()
    {
        var error = Assert.Throws<OptionsValidationException>(() => Read(("Scoring:Weights:Revenue", "0.5")));

        Assert.Contains("Scoring:Weights must sum to 1", error.Message, StringComparison.Ordinal);
        Assert.Contains("1.1", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void DomainWeights_NotSummingToOne_NameTheDomain()
    {
        var error = Assert.Throws<OptionsValidationException>(() => Read(("Scoring:DomainWeights:Cs:Urgency", "0.9")));

        Assert.Contains("Scoring:DomainWeights:Cs", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Scoring:RevenueCap", "0")]
    [InlineData("Scoring:RevenueCap", "NaN")]
    [InlineData("Scoring:CustomerBonus", "-1")]
    [InlineData("Scoring:EffortMinutes:SendEmail", "-5")]
    public void Number_OutOfRange_IsNamed(string key, string value)
    {
        var error = Assert.Throws<OptionsValidationException>(() => Read((key, value)));

        Assert.Contains(key, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Numbers_AreConfiguration()
    {
        var options = Read(("Scoring:RevenueCap", "10000"), ("Scoring:EffortMinutes:SendEmail", "1"));

        Assert.Equal(10_000, options.RevenueCap);
        Assert.Equal(1, options.EffortMinutes[ActionType.SendEmail]);
        Assert.Equal(10, options.EffortMinutes[ActionType.FollowUp]);
    }

    private static ScoringOptions Read(params (string Key, string Value)[] settings)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(settings.ToDictionary(setting => setting.Key, setting => (string?)setting.Value, StringComparer.Ordinal))
            .Build();
        using var services = new ServiceCollection().AddScoring(configuration).BuildServiceProvider();
        return services.GetRequiredService<IOptions<ScoringOptions>>().Value;
    }
}
