using System.Linq.Expressions;

namespace NRules.Fluent.Dsl;

/// <summary>Not supported: a rule that uses it is refused when rules are loaded.</summary>
public interface IFilterExpression
{
    /// <summary>Not supported. Each match yields once, so nothing changes.</summary>
    /// <param name="keySelectors">What must change.</param>
    /// <returns>The expression to go on with.</returns>
    IFilterExpression OnChange(params Expression<Func<object>>[] keySelectors);

    /// <summary>Not supported. Use <c>Having</c>.</summary>
    /// <param name="predicates">The conditions.</param>
    /// <returns>The expression to go on with.</returns>
    IFilterExpression Where(params Expression<Func<bool>>[] predicates);
}
