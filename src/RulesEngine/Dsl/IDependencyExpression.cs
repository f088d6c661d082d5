using System.Linq.Expressions;

namespace NRules.Fluent.Dsl;

/// <summary>Not supported: a rule that uses it is refused when rules are loaded.</summary>
public interface IDependencyExpression
{
    /// <summary>Not supported. Insert a fact that carries what the rule needs.</summary>
    /// <typeparam name="TDependency">Type of the dependency.</typeparam>
    /// <param name="alias">Variable of <c>Define</c>.</param>
    /// <returns>The expression to go on with.</returns>
    IDependencyExpression Resolve<TDependency>(Expression<Func<TDependency>> alias);
}
