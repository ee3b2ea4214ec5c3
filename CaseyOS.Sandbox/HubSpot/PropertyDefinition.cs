namespace CaseyOS.Sandbox.HubSpot;

/// <summary>A property of an object type: one that HubSpot defines, or one that the account created.</summary>
internal sealed record PropertyDefinition(string ObjectType, string Name, string Type, string FieldType, string Label)
{
    public string Group { get; init; } = "";

    public string Description { get; init; } = "";

    /// <summary>Allowed values of an enumeration; empty means they are kept elsewhere (stages, owners).</summary>
    public IReadOnlyList<PropertyOption> Options { get; init; } = [];

    public bool ReadOnly { get; init; }

    public bool Unique { get; init; }

    public bool HubSpotDefined { get; init; }

    public DateTimeOffset? CreatedAt { get; init; }

    public string Key => ObjectType + "." + Name;
}

internal sealed record PropertyOption(string Value, string Label);
