using CaseyOS.Core.Connectors.Google;
using Microsoft.Extensions.Options;

namespace CaseyOS.Core.Accounts;

/// <summary>Stops the program at start, in words, when nobody or the wrong ones could sign in.</summary>
internal sealed class AccountOptionsValidator : IValidateOptions<AccountOptions>
{
    public ValidateOptionsResult Validate(string? name, AccountOptions options)
    {
        List<string> failures = [];
        var policy = new AccountPolicy(options);
        failures.AddRange(policy.Emails.Where(email => !MailAddress.IsValid(email))
            .Select(email => $"ALLOWED_EMAILS holds \"{email}\", which is not an address."));
        failures.AddRange(policy.Domains.Where(domain => !MailAddress.IsValid($"someone@{domain}"))
            .Select(domain => $"ALLOWED_DOMAINS holds \"{domain}\", which is not a domain such as example.com."));

        if (policy.Emails.Count == 0 && policy.Domains.Count == 0)
        {
            failures.Add("ALLOWED_EMAILS is empty, so nobody could sign in: set it to a comma-separated list of addresses.");
        }
        else if (policy.DefaultOwner is not { } owner)
        {
            failures.Add("DEFAULT_OWNER is needed when ALLOWED_EMAILS is empty: set it to the address that receives records without an owner.");
        }
        else if (!MailAddress.IsValid(owner) || !policy.IsAllowed(owner))
        {
            failures.Add($"DEFAULT_OWNER is \"{owner}\", which ALLOWED_EMAILS and ALLOWED_DOMAINS do not allow.");
        }

        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }
}
