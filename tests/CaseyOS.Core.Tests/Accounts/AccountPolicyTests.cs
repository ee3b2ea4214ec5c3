using CaseyOS.Core.Accounts;

namespace CaseyOS.Core.Tests.Accounts;

public sealed class AccountPolicyTests
{
    [Theory]
    [InlineData("casey@dwtb.example", true)]
    [InlineData(" Casey@DWTB.example ", true)]
    [InlineData("anyone@freight.example", true)]
    [InlineData("stranger@example.com", false)]
    [InlineData("casey@dwtb.example.evil.example", false)]
    [InlineData("eve@evil.example@freight.example.evil.example", false)]
    [InlineData("eve@sub.freight.example", false)]
    [InlineData("@freight.example", false)]
    [InlineData("freight.example", false)]
    [InlineData("", false)]
    public void IsAllowed_AddressOrDomain_DecidesWithoutSurprises(string email, bool allowed) =>
        Assert.Equal(allowed, Policy("casey@dwtb.example, alex@dwtb.example", "freight.example").IsAllowed(email));

    [Fact]
    public void DefaultOwner_NotSet_IsTheFirstAllowed() => Assert.Equal("casey@dwtb.example", Policy("Casey@dwtb.example,alex@dwtb.example").DefaultOwner);

    [Theory]
    [InlineData(null, null, null, "ALLOWED_EMAILS")]
    [InlineData(" , ", null, null, "ALLOWED_EMAILS")]
    [InlineData("casey", null, null, "ALLOWED_EMAILS")]
    [InlineData("casey@dwtb.example", "not a domain", null, "ALLOWED_DOMAINS")]
    [InlineData(null, "dwtb.example", null, "DEFAULT_OWNER")]
    [InlineData("casey@dwtb.example", null, "stranger@example.com", "DEFAULT_OWNER")]
    public void Validate_WrongConfiguration_NamesTheKey(string? emails, string? domains, string? owner, string key)
    {
        var result = new AccountOptionsValidator().Validate(null, new() { AllowedEmails = emails, AllowedDomains = domains, DefaultOwner = owner });

        Assert.Contains(result.Failures ?? [], failure => failure.Contains(key, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("casey@dwtb.example", null, null)]
    [InlineData("casey@dwtb.example;alex@dwtb.example", null, "alex@dwtb.example")]
    [InlineData(null, "@dwtb.example", "casey@dwtb.example")]
    public void Validate_RightConfiguration_Passes(string? emails, string? domains, string? owner) => Assert.True(
        new AccountOptionsValidator().Validate(null, new() { AllowedEmails = emails, AllowedDomains = domains, DefaultOwner = owner }).Succeeded);

    private static AccountPolicy Policy(string emails, string? domains = null) => new(new AccountOptions { AllowedEmails = emails, AllowedDomains = domains });
}
