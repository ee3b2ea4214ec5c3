using System.ComponentModel.DataAnnotations;

namespace CaseyOS.Core.Connectors.HubSpot;

/// <summary>A setting that must name a time zone.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class TimeZoneAttribute : ValidationAttribute
{
    protected override ValidationResult? IsValid(object? value, ValidationContext validationContext) =>
        value is string name && TimeZoneInfo.TryFindSystemTimeZoneById(name, out _)
            ? ValidationResult.Success
            : new($"HubSpot:{validationContext.MemberName} is \"{value}\", which is no time zone; use a name such as Europe/Berlin.");
}
