namespace MyOpenIP.RulesEngine.Definition;

/// <summary>A construct that rules may not use. Loading adds which rule it is.</summary>
internal sealed class RefusedConstructException(string construct, string instead)
    : Exception($"{construct} is not supported; write {instead}.");
