using System.Text.Json;

namespace CaseyOS.Core.Orchestration;

/// <summary>Inputs, results and events as JSON text; nothing is null on both sides.</summary>
internal static class TaskJson
{
    public static string? Write(object? value) => value is null ? null : JsonSerializer.Serialize(value, value.GetType(), CaseyJson.Options);

    public static T Read<T>(string? json) => (T)Read(json, typeof(T))!;

    // A value type that was not given is its default, as with the official package.
    public static object? Read(string? json, Type type) => string.IsNullOrEmpty(json)
        ? type.IsValueType ? Activator.CreateInstance(type) : null
        : JsonSerializer.Deserialize(json, type, CaseyJson.Options);
}
