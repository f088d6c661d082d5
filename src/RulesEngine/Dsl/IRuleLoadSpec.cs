using System.Reflection;

namespace NRules.Fluent;

/// <summary>Says which rules to load.</summary>
public interface IRuleLoadSpec
{
    /// <summary>Whether rule classes that are not public are loaded too.</summary>
    /// <param name="include">True: they are.</param>
    /// <returns>The specification to go on with.</returns>
    IRuleLoadSpec PrivateTypes(bool include = true);

    /// <summary>Whether rule classes inside other classes are loaded too.</summary>
    /// <param name="include">True: they are.</param>
    /// <returns>The specification to go on with.</returns>
    IRuleLoadSpec NestedTypes(bool include = true);

    /// <summary>Loads every rule class of assemblies that is neither abstract nor generic.</summary>
    /// <param name="assemblies">The assemblies.</param>
    /// <returns>The specification to go on with.</returns>
    IRuleLoadSpec From(params Assembly[] assemblies);

    /// <summary>Loads rule classes by their types, nested and private ones included.</summary>
    /// <param name="types">The types.</param>
    /// <returns>The specification to go on with.</returns>
    IRuleLoadSpec From(params Type[] types);
}
