using System.Globalization;

namespace CaseyOS.Sandbox.HubSpot;

/// <summary>Short ways to write down a property that HubSpot defines.</summary>
internal static class StandardProperty
{
    public static PropertyDefinition Text(ObjectType type, string name) => Define(type, name, "string", "text");

    public static PropertyDefinition Number(ObjectType type, string name, bool readOnly = false) =>
        Define(type, name, "number", "number") with { ReadOnly = readOnly };

    public static PropertyDefinition Date(ObjectType type, string name, bool readOnly = false) =>
        Define(type, name, "datetime", "date") with { ReadOnly = readOnly };

    public static PropertyDefinition Flag(ObjectType type, string name) =>
        Define(type, name, "bool", "booleancheckbox") with { ReadOnly = true, Options = [new("true", "True"), new("false", "False")] };

    public static PropertyDefinition Choice(ObjectType type, string name, params string[] values) =>
        Define(type, name, "enumeration", "select") with { Options = [.. values.Select(value => new PropertyOption(value, Words(value)))] };

    private static PropertyDefinition Define(ObjectType type, string name, string dataType, string fieldType) =>
        new(type.Name, name, dataType, fieldType, Words(name)) { Group = type.Singular + "information", HubSpotDefined = true };

    private static string Words(string name)
    {
        var words = name.Replace("hs_", "", StringComparison.Ordinal).Replace('_', ' ');
        return words.Length == 0 ? name : char.ToUpper(words[0], CultureInfo.InvariantCulture) + words[1..].ToLowerInvariant();
    }
}
