using System.Text;
using System.Text.RegularExpressions;
using Google.Api;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using MyOpenIP.Server.Wire;

namespace MyOpenIP.Server.Json;

/// <summary>
/// The one door through which requests come in as JSON: counted, then read by the parser of protobuf. What goes on to the
/// framework, which has a parser of its own, is what was read, written anew: the two cannot mean different things by it.
/// </summary>
internal sealed partial class JsonDoor
{
    private readonly MessageDescriptor message;
    private readonly string[] pathField;
    private readonly int firstSegment;
    private readonly int segments;
    private readonly string verb;

    /// <summary>The door of a method.</summary>
    public JsonDoor(MessageDescriptor message, HttpRule rule)
    {
        this.message = message;
        var pattern = Pattern().Match(rule.PatternCase switch
        {
            HttpRule.PatternOneofCase.Get => rule.Get,
            HttpRule.PatternOneofCase.Post => rule.Post,
            HttpRule.PatternOneofCase.Patch => rule.Patch,
            HttpRule.PatternOneofCase.Delete => rule.Delete,
            var other => throw new InvalidOperationException($"{message.FullName}: {other} is not read yet."),
        });
        pathField = pattern.Success ? pattern.Groups["field"].Value.Split('.') : [];
        firstSegment = pattern.Groups["before"].Value.Count(c => c == '/');
        segments = pattern.Groups["template"].Value.Count(c => c == '/') + 1;
        verb = pattern.Groups["verb"].Value;
    }

    /// <summary>Reads a body.</summary>
    /// <param name="body">The body.</param>
    /// <param name="path">The path that was called.</param>
    /// <returns>The same request as the framework reads it.</returns>
    /// <exception cref="Fault">INVALID_ARGUMENT: all that is wrong with it.</exception>
    public byte[] Read(ArraySegment<byte> body, string path)
    {
        if (JsonCount.FaultOf(body, message) is { } uncounted)
            throw Fault.InvalidArgument(uncounted);
        IMessage request;
        try
        {
            // Not as one string: that of a large body would be one more of those that end generations of the garbage collector.
            using var text = new StreamReader(new MemoryStream(body.Array!, body.Offset, body.Count));
            request = JsonParser.Default.Parse(text, message);
        }
        catch (Exception e) when (e is InvalidProtocolBufferException or InvalidJsonException)
        {
            throw Fault.InvalidArgument(JsonFields.FaultsOf(body, message));
        }
        if (TextOf(request, pathField) is { Length: > 0 } given && given != ValueIn(path))
            throw Fault.InvalidArgument(FieldFaults.GivenByPath(string.Join('.', pathField)));
        return Encoding.UTF8.GetBytes(JsonFormatter.Default.Format(request));
    }

    /// <summary>Reads a query; a method with a body has none.</summary>
    /// <returns>The same query as the framework reads it.</returns>
    /// <exception cref="Fault">INVALID_ARGUMENT: all that is wrong with it.</exception>
    public QueryString Read(IQueryCollection query, bool hasBody)
    {
        if (query.Count == 0)
            return QueryString.Empty;
        var (faults, read) = (new FieldFaultList(), new List<KeyValuePair<string, string?>>());
        var given = new Dictionary<string, (string By, string Name)>();
        foreach (var (name, values) in query)
        {
            if (hasBody || JsonFields.Find(message, name) is not { } path)
                faults.Add(FieldFaults.Unknown(name, name));
            else if (path.Select(f => f.Name).SequenceEqual(pathField))
                faults.Add(FieldFaults.GivenByPath(name));
            else if (values.Count != 1)
                faults.Add(FieldFaults.Repeated(name, name));
            else if (SettledBy(path, name, given) is { } first)
                faults.Add(FieldFaults.Repeated(name, first));
            else if (JsonFields.Canonical(path[^1], values[0] ?? "") is { } value)
                read.Add(new(name, value));
            else
                faults.Add(FieldFaults.WrongType(name, ExpectedTypes.Of(path[^1])));
        }
        return faults.Count == 0 ? QueryString.Create(read) : throw Fault.InvalidArgument(faults);
    }

    /// <summary>The name in the query that settled a field, or its oneof, before; null: none did.</summary>
    private static string? SettledBy(IReadOnlyList<FieldDescriptor> path, string name, Dictionary<string, (string By, string Name)> given)
    {
        foreach (var (what, by) in JsonFields.Settled(path))
            if (!given.TryAdd(what, (by, name)) && (by.Length == 0 || given[what].By != by))
                return given[what].Name;
        return null;
    }

    /// <summary>The value that a path gives.</summary>
    private string ValueIn(string path)
    {
        var value = string.Join('/', path.Split('/').Skip(firstSegment).Take(segments));
        return verb.Length > 0 && value.EndsWith(verb, StringComparison.Ordinal) ? value[..^verb.Length] : value;
    }

    private static string? TextOf(IMessage? request, string[] field)
    {
        for (var i = 0; i < field.Length && request is not null; i++)
        {
            var value = request.Descriptor.FindFieldByName(field[i]).Accessor.GetValue(request);
            if (i == field.Length - 1)
                return (string)value;
            request = value as IMessage;
        }
        return null;
    }

    [GeneratedRegex(@"^(?<before>[^{]*)\{(?<field>[^=}]+)=(?<template>[^}]+)\}(?<verb>:[a-zA-Z]+)?")]
    private static partial Regex Pattern();
}
